// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 2. Routes, requests, answers; the guarded client for going out.
package org.allmende.http;
