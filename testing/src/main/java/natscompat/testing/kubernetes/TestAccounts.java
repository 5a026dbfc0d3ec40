package natscompat.testing.kubernetes;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;

/** Service accounts in namespaces of tests, and clients that may do as little as these. Stateless. */
public final class TestAccounts {
    private static final long AN_HOUR = 3600;

    private TestAccounts() {}

    /** One rule of a role: verbs as one text with blanks between, and the group of all these resources. */
    public static PolicyRule may(String verbs, String group, String... resources) {
        return new PolicyRuleBuilder().withApiGroups(group).withResources(resources).withVerbs(List.of(verbs.split(" ", -1)))
                .build();
    }

    /** Makes an account without rights. */
    public static void make(KubernetesClient all, String namespace, String account) {
        all.resource(new ServiceAccountBuilder().withNewMetadata().withName(account).endMetadata().build())
                .inNamespace(namespace).create();
    }

    /** A client of a new account that may do this much in the namespace. Close it. */
    public static KubernetesClient having(KubernetesClient all, String namespace, String account, List<PolicyRule> rules) {
        make(all, namespace, account);
        all.resource(new RoleBuilder().withNewMetadata().withName(account).endMetadata().withRules(rules).build())
                .inNamespace(namespace).create();
        all.resource(new RoleBindingBuilder().withNewMetadata().withName(account).endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                        .addNewSubject("", "ServiceAccount", account, namespace).build())
                .inNamespace(namespace).create();
        return of(all, namespace, account);
    }

    /** A client of an account that is there, with the rights that it has. Close it. */
    public static KubernetesClient of(KubernetesClient all, String namespace, String account) {
        String token = all.serviceAccounts().inNamespace(namespace).withName(account)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(AN_HOUR).endSpec().build())
                .getStatus().getToken();
        Config known = all.getConfiguration();
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(known.getMasterUrl())
                .withCaCertData(known.getCaCertData()).withCaCertFile(known.getCaCertFile()).withOauthToken(token)
                .withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Whether the API server says that this client may do that, to objects of any name. */
    public static boolean allowed(KubernetesClient client, String namespace, String verb, String group, String resource) {
        return client.authorization().v1().selfSubjectAccessReview().create(new SelfSubjectAccessReviewBuilder()
                .withNewSpec().withNewResourceAttributes()
                .withNamespace(namespace).withVerb(verb).withGroup(group).withResource(resource)
                .endResourceAttributes().endSpec().build()).getStatus().getAllowed();
    }
}
