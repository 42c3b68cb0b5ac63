/**
 * The query language of the listening profile: Lucene syntax over the fields of a touchpoint. Lucene parses and
 * analyses; {@link io.nificrm.profile.query.QuerySet} matches, many queries against one touchpoint at a time.
 */
package io.nificrm.profile.query;
