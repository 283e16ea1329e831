// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// Stands around the handlers of a group: sees every request before them and every answer after them.
///
/// A filter may answer itself, pass on a request with something attached, or turn a [Fault] into its door's shape.
/// What a handler throws unforeseen has been logged and reaches filters as a `Fault` with status 500.
@FunctionalInterface
public interface Filter {

    Answer around(Request request, Handler next);
}
