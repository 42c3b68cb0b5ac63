package io.nificrm.source;

/** One thing a source listens to: a timeline, a search, a feed. */
public interface Target {

    /** How the target is called in messages and in the attribute {@code crm.source.target}; holds no secret. */
    String name();

    /** The key of its cursor in the state of the processor; holds no secret, and differs where positions can't be shared. */
    default String stateKey() {
        return name();
    }
}
