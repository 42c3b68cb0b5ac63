/** What people decide about a flagged touchpoint: which decisions are legal when, and what each changes. */
package io.nificrm.triage.lifecycle;
