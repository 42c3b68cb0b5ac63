/** Mails as messages and as the events that email providers post. */
package io.nificrm.local.community.mail;
