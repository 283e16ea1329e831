// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import org.allmende.timelines.Notification;

/// Puts a notification into the words that apps understand.
public interface Wording {

    /// `bearer` is the token of the app that is woken.
    byte[] words(Subscription subscription, Notification notification, String bearer);
}
