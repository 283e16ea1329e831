// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 2. SQLite or PostgreSQL: transactions, migrations, news within and after them, durable jobs, settings.
package org.allmende.database;
