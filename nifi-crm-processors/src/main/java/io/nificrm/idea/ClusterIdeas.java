package io.nificrm.idea;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.nificrm.elasticsearch.ConnectionProperty;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.LongestRun;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"crm", "idea", "wish", "feature request", "innovation", "cluster", "backlog", "elasticsearch"})
@CapabilityDescription(
        "Keeps crm-ideas: reads the mentions with the intent idea that were stored since the last run, and makes"
                + " near-duplicate wishes one idea with many voices, ranked by how many different people ask, how many"
                + " could see it, and in which mood. What people decided about an idea is never touched. A replay changes"
                + " nothing.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "Up to when mentions and corrections are accounted for. Cleared: all are read again, which"
                + " changes nothing")
@SeeAlso(classNames = {"io.nificrm.profile.TagProfile", "io.nificrm.triage.desk.TriageDesk"})
public class ClusterIdeas extends AbstractProcessor implements VerifiableProcessor {
    private static final String WRITTEN = "written";
    private static final String DECIDED = "decided";

    static final PropertyDescriptor CONNECTION =
            ConnectionProperty.required("The cluster that holds mentions and ideas.");

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION, LongestRun.PROPERTY);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        Clock clock = Clock.systemUTC();
        try {
            Map<String, String> state = session.getState(Scope.CLUSTER).toMap();
            IdeaClustering.Step step = new IdeaClustering(ConnectionProperty.cluster(context, CONNECTION), clock)
                    .run(
                            new IdeaClustering.Cursor(position(state, WRITTEN), position(state, DECIDED)),
                            LongestRun.enough(context, clock, this::isScheduled));
            session.setState(
                    Map.of(
                            WRITTEN, step.cursor().written().toString(),
                            DECIDED, step.cursor().decided().toString()),
                    Scope.CLUSTER);
            session.adjustCounter("voices of ideas", step.voices(), false);
            if (!step.more()) {
                context.yield();
            }
        } catch (IOException | ElasticsearchException e) {
            context.yield();
            throw new ProcessException("Ideas cannot be gathered, it is tried again: " + e.getMessage(), e);
        }
    }

    private static Position position(Map<String, String> state, String name) {
        return Position.parse(Optional.ofNullable(state.get(name)));
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return ConnectionVerification.of(context, CONNECTION);
    }
}
