/**
 * What is kept on disk: accounts and inboxes, in embedded H2 or PostgreSQL, written in batches on
 * threads of its own. Uses no other package of Rejoin.
 */
package io.rejoin.store;
