namespace MlopsInfra.Cli.Doctor;

/// <summary>What a scoring cluster needs of people: administrators, and a certificate.</summary>
internal static class ClusterChecks
{
    /// <summary>Somebody who can get into the cluster.</summary>
    public static DoctorCheck Administrators(StackNeeds needs)
    {
        const string Name = "cluster-administrators";
        if (needs.Clusters.Count == 0) return DoctorCheck.Skipped(Name, $"Stack {needs.Stack} has no AKS cluster.");
        var closed = needs.Clusters.Where(cluster => !cluster.HasAdministrators).Select(cluster => cluster.Name).ToList();
        return closed.Count == 0
            ? DoctorCheck.Ok(Name, "Each cluster has a group that administers it, or local accounts.")
            : DoctorCheck.Missing(Name,
                $"Nobody can get into {string.Join(", ", closed)}: it has no local accounts, and no group administers it.",
                "Set mlops-infra:productionScoring.adminGroupIds to the object ids of Entra groups ('az ad group show --group "
                    + "NAME --query id').");
    }

    /// <summary>The certificate of the scoring router. One in a Kubernetes secret can't be looked at from here.</summary>
    public static DoctorCheck Certificate(StackNeeds needs)
    {
        const string Name = "scoring-certificate";
        if (needs.Clusters.Count == 0) return DoctorCheck.Skipped(Name, $"Stack {needs.Stack} has no AKS cluster.");
        return needs.ScoringSecrets.Count == 0
            ? DoctorCheck.Ok(Name, "No certificate is expected in a Kubernetes secret.")
            : DoctorCheck.Skipped(Name,
                $"Not looked at: {string.Join(", ", needs.ScoringSecrets)} is a Kubernetes secret. It has to be in the namespace "
                + "azureml before the extension is installed, which a new cluster can't have: set "
                + "productionScoring.tls.certificate and key for a first deployment.");
    }
}
