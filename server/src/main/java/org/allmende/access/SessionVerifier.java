// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import org.allmende.activity.Activity;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;

/// Proves what members do here: by the session or token they came with, while their account is open.
public final class SessionVerifier {

    private final Accounts accounts;

    public SessionVerifier(Accounts accounts) {
        this.accounts = accounts;
    }

    /// `loggedIn` is whose session or token the request came with.
    ///
    /// @throws NoMember when the account is not open any more
    public <A extends Activity> Verified<A> verify(A activity, ActorId loggedIn) {
        if (accounts.find(loggedIn).filter(Account::open).isEmpty()) {
            throw new NoMember(loggedIn);
        }
        return new Verified<>(activity, new Proof.Session(loggedIn));
    }
}
