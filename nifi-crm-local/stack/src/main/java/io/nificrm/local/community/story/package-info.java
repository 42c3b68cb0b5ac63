/** Who says what and when in the demo community: people, rhythm, words and incidents, without any wire format. */
package io.nificrm.local.community.story;
