package natscompat.generator.kubernetes;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the objects of one run are called and how they are labelled, in one place. Runs beside each other in one namespace
 * share none.
 *
 * @param run its id
 */
public record RunnerNames(String run) {
    /** Where the head listens. */
    public static final int PORT = 7420;
    /** Key of the Secret. */
    public static final String TOKEN = "token";
    /** File of the ConfigMap: {@link RunnerDeployment} as JSON. */
    public static final String DEPLOYMENT = "deployment.json";
    /** File of the ConfigMap: the Indexed Job, but for what differs from batch to batch. */
    public static final String CELLS_JOB = "cells-job.yaml";
    /** Label: {@link #HEAD}, {@link #RUNNER} or {@link #SERVERS}. */
    public static final String COMPONENT = "app.kubernetes.io/component";
    /** What keeps plan and run folder. */
    public static final String HEAD = "head";
    /** What runs a cell. */
    public static final String RUNNER = "runner";
    /** What the servers of all cells have in common. */
    public static final String SERVERS = "servers";

    private String base() {
        return "nc-" + run;
    }

    /** Job, Service, account, rights and network policy of the head. */
    public String head() {
        return base() + "-head";
    }

    /** Account and rights of the runners. */
    public String runner() {
        return base() + "-runner";
    }

    /** Account of the servers of all cells. */
    public String servers() {
        return base() + "-servers";
    }

    /** The claim, the ConfigMap. */
    public String shared() {
        return base();
    }

    /** The Secret with the token. It is in no file: {@code qualify} makes it. */
    public String secret() {
        return base() + "-token";
    }

    /** Where runners reach the head. */
    public String url(String namespace) {
        return "http://" + head() + "." + namespace + ".svc:" + PORT;
    }

    /** Of everything that belongs to the run. */
    public SortedMap<String, String> labels() {
        return new TreeMap<>(Map.of(Labels.MANAGED_BY, Labels.US, Labels.NAME, Labels.TOOL, Labels.RUN, run));
    }

    /** Of what belongs to the head, or to the runners. */
    public SortedMap<String, String> labels(String component) {
        SortedMap<String, String> labels = labels();
        labels.put(COMPONENT, component);
        return labels;
    }
}
