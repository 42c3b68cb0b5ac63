/** What becomes of flagged mentions whose time passes without an answer, so that none is ever forgotten. */
package io.nificrm.triage.escalation;
