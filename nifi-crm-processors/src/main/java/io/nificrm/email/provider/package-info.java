/** The webhooks of mail service providers: every event type of each is mapped or on purpose ignored. */
package io.nificrm.email.provider;
