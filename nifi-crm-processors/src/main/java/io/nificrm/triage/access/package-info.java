/** Who may see and work the triage desk: accounts, sessions, signed links, and how often one may try. */
package io.nificrm.triage.access;
