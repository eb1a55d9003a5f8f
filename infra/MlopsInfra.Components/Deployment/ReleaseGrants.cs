namespace MlopsInfra.Components;

/// <summary>What releases of models may do. docs/identities.md says why.</summary>
internal static class ReleaseGrants
{
    /// <summary>What the release identity of an environment may do in it: what releases to its parts need, and no more.</summary>
    public static IReadOnlyList<RoleGrant> Own(ReleaseParts parts)
    {
        var grants = new List<RoleGrant>
        {
            new("models", BuiltInRoles.AzureMLDataScientist, parts.WorkspaceId,
                "Starts runs, registers and tags models, deploys them to endpoints and moves traffic."),
            new("workspace", BuiltInRoles.Reader, parts.WorkspaceId, "Reads the workspace that it releases to."),
            new("images", BuiltInRoles.ContainerRegistryDataImporter, parts.RegistryId,
                "Imports the image that was tested, and reads the images that are there."),
        };
        if (parts.IsPublic)
        {
            grants.Add(new("builds", BuiltInRoles.ContainerRegistryTasksContributor, parts.RegistryId,
                "Builds the scoring image."));
            grants.Add(new("files", BuiltInRoles.StorageBlobDataContributor, parts.StorageAccountId,
                "Copies the files of models, and uploads data to train with."));
        }

        AddGroups(grants, parts);
        if (parts.ScoringIdentityId is { } scoring)
        {
            grants.Add(new("scoring", BuiltInRoles.ManagedIdentityOperator, scoring,
                "Gives endpoints and container groups the identity of scoring."));
        }

        if (parts.QaIdentityId is not null || parts.ScoringIdentityId is not null)
        {
            grants.Add(new("telemetry", BuiltInRoles.Reader, parts.ApplicationInsightsId,
                "Reads the connection string that scoring services send telemetry with."));
        }

        return grants;
    }

    /// <summary>What the release identity of another environment may do here, whose models it takes.</summary>
    public static IReadOnlyList<RoleGrant> Taken(ReleaseParts parts)
    {
        var grants = new List<RoleGrant>
        {
            new("models", BuiltInRoles.AzureMLDataScientist, parts.WorkspaceId,
                "Reads models and the runs that they are from, and notes the image of a model."),
            new("workspace", BuiltInRoles.Reader, parts.WorkspaceId, "Reads the workspace that models are taken from."),
            new("images", BuiltInRoles.ContainerRegistryDataImporter, parts.RegistryId,
                "Imports images from here: Azure asks for this role on both registries."),
        };
        if (!parts.IsPublic) return grants;
        grants.Add(new("builds", BuiltInRoles.ContainerRegistryTasksContributor, parts.RegistryId,
            "Builds the scoring image where the pipeline has not."));
        grants.Add(new("files", BuiltInRoles.StorageBlobDataReader, parts.StorageAccountId, "Copies the files of models."));
        return grants;
    }

    private static void AddGroups(List<RoleGrant> grants, ReleaseParts parts)
    {
        // What comes and goes can't be what a role is granted on.
        if (parts.QaIdentityId is not null || parts.SubnetId is not null)
        {
            grants.Add(new("groups", BuiltInRoles.ContainerInstancesContributor, parts.ResourceGroupId,
                "Puts images into the container group of QA, and runs container groups that end by themselves."));
        }

        if (parts.QaIdentityId is { } qa)
        {
            grants.Add(new("qa", BuiltInRoles.ManagedIdentityOperator, qa, "Writes QA's container group with its identity."));
            grants.Add(new("logs", BuiltInRoles.LogAnalyticsContributor, parts.LogAnalyticsId,
                "Queries logs, and reads the key that a container group sends its logs with: Azure never shows it again."));
        }
        else
        {
            grants.Add(new("logs", BuiltInRoles.LogAnalyticsReader, parts.LogAnalyticsId,
                "Watches requests and errors while traffic is moved."));
        }

        if (parts.SubnetId is { } subnet)
        {
            grants.Add(new("subnet", BuiltInRoles.NetworkContributor, subnet, "Runs container groups inside the network."));
        }
    }
}
