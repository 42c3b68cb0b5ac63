/** Telling the people on duty what was flagged: grouped, in time, once. */
package io.nificrm.triage.alert;
