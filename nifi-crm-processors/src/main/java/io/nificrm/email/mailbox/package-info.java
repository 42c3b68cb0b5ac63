/** Mailboxes read by IMAP: messages as they lie on the server, each once. */
package io.nificrm.email.mailbox;
