/** Listening on X by its API v2: recent search, mentions, accounts. */
package io.nificrm.source.x;
