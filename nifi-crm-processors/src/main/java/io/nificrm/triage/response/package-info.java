/** Whether we answered, and whether that helped: replies of our accounts and what their authors say afterwards, joined with the mentions. */
package io.nificrm.triage.response;
