/** Recorded answers of real platforms, played again with correct paging. */
package io.nificrm.local.community.replay;
