namespace MlopsInfra.Stacks;

/// <summary>
/// What the providers of GitHub and Azure DevOps need in order to sign in. They would say so themselves, one resource at a time, after half of
/// the deployment.
/// </summary>
internal static class ProviderSettings
{
    /// <summary>Records what is missing for what is enabled.</summary>
    public static void Check(EnvironmentSettings settings, StackConfiguration configuration, SettingsReader reader)
    {
        if (settings.GitHub is { Owner: { } owner }) CheckGitHub(owner, configuration, reader);
    }

    private static void CheckGitHub(string owner, StackConfiguration configuration, SettingsReader reader)
    {
        var signedInAs = Value(configuration, "github:owner", "GITHUB_OWNER");
        if (signedInAs is null)
        {
            reader.AddOfProvider("github:owner", null, $"it is needed with gitHub: 'pulumi config set github:owner {owner}'.");
        }
        else if (!signedInAs.Equals(owner, StringComparison.OrdinalIgnoreCase))
        {
            reader.AddOfProvider("github:owner", signedInAs, $"gitHub.owner is '{owner}', and both have to be the owner of the repository.");
        }

        if (Value(configuration, "github:token", "GITHUB_TOKEN") is null && Value(configuration, "github:appAuth") is null)
        {
            reader.AddOfProvider(
                "github:token", null,
                "a token that administers the repository is needed with gitHub: 'pulumi config set --secret github:token', or the environment "
                + "variable GITHUB_TOKEN; or set gitHub.enabled to false.");
        }
    }

    private static string? Value(StackConfiguration configuration, string key, string? variable = null)
    {
        var value = configuration.ProviderValues.GetValueOrDefault(key);
        if (string.IsNullOrEmpty(value) && variable is not null) value = configuration.Variable(variable);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
