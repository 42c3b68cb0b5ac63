package io.nificrm.triage.access;

/** Somebody who is signed in. */
public record Account(String name, Role role) {}
