/**
 * What people wish for: near-duplicate wishes become one idea with many voices, and whoever wished can be told what
 * became of it. {@link io.nificrm.idea.IdeaClustering} gathers, {@link io.nificrm.idea.IdeaStore} keeps and decides.
 */
package io.nificrm.idea;
