package natscompat.qualification;

import java.util.List;
import java.util.function.BooleanSupplier;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Mix;
import natscompat.workloads.Workload;

/** Does nothing but say that a phase ends. */
record LookingWorkload(Runnable onEnd) implements Workload {
    @Override
    public WorkloadType type() {
        return new WorkloadType("looking", "looks", "2.9.0", 3, List.of(), List.of());
    }

    @Override
    public void prepare() {}

    @Override
    public void run() {}

    @Override
    public void onMix(Mix mix) {}

    @Override
    public void onPhaseEnd(BooleanSupplier inVain) {
        onEnd.run();
    }

    @Override
    public void settle() {}

    @Override
    public List<String> streams() {
        return List.of();
    }

    @Override
    public List<String> consumers() {
        return List.of();
    }

    @Override
    public boolean readBack(String leader) {
        return true;
    }

    @Override
    public void close() {}
}
