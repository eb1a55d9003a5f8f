using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsInfra.Formats.Secrets;
using Pulumi.AzureNative.Authorization;

namespace MlopsInfra.Stacks;

/// <summary>
/// Values that a stack file is delivered with and that somebody has to replace. The local cloud takes them, so that a fresh clone
/// comes up there; anywhere else they would be found one at a time, in the middle of a deployment, or never.
/// </summary>
internal static partial class Placeholders
{
    /// <summary>
    /// Object id of who deploys to the local cloud: no principal of Entra has such an id (it is no UUID of any version in use).
    /// </summary>
    private const string LocalDeployer = "22222222-2222-2222-2222-222222222222";

    private static readonly (string Key, string Says)[] Advice =
    [
        ("github:owner", "the owner of the repository is needed, as in 'pulumi config set github:owner contoso'."),
        ("gitHub.owner", "the owner of the repository is needed."),
        ("azuredevops:orgServiceUrl", "the address of your organization is needed, as in https://dev.azure.com/contoso."),
        ("azureDevOps.importUrl",
            "the public repository to begin with is needed, or none: leave it out, and push to the new one."),
        ("azureDevOps.approverIds", "who approves a deployment is needed, by id: az devops user show --user MAIL --query id."),
        ("productionScoring.tls.kubernetesSecret",
            "the secret of the cluster that holds the certificate is needed, or tls.certificate and tls.key in its place."),
        ("productionScoring.tls", "a name of yours is needed, for which you have a certificate."),
        ("buildAgents.sshPublicKey", "the public half of a key of yours is needed: ssh-keygen -t ed25519."),
        ("alerts.emails", "an address that somebody reads is needed."),
        ("pipelines.backendUrl",
            "where Pulumi keeps the state is needed: azblob://CONTAINER?storage_account=NAME with names of your own."),
    ];

    /// <summary>Whether placeholders do no harm: the stack is deployed to the local cloud, or it can't be told to what.</summary>
    public static bool AreFine(GetClientConfigResult client) =>
        string.IsNullOrEmpty(client.ObjectId) || client.ObjectId == LocalDeployer;

    /// <summary>Refuses placeholders, all at once; what is not enabled may keep them.</summary>
    /// <exception cref="ConfigurationException">There are some.</exception>
    public static void Refuse(RawConfiguration configuration)
    {
        var own = configuration.Values.Where(entry => !configuration.SecretKeys.Contains(entry.Key))
            .SelectMany(entry => In(entry.Key, entry.Value)).ToList();
        (string Section, string Prefix)[] used = [("gitHub", "github:"), ("azureDevOps", "azuredevops:")];
        var ofProviders = used.Where(pair => IsEnabled(configuration.Values.GetValueOrDefault(pair.Section)))
            .SelectMany(pair =>
                configuration.ProviderValues.Where(entry => entry.Key.StartsWith(pair.Prefix, StringComparison.Ordinal)))
            .SelectMany(entry => In(entry.Key, entry.Value));
        ConfigurationError[] errors =
        [
            .. own.Select(found => new ConfigurationError($"{configuration.Project}:{found.Path}", SecretTexts.Hide(found.Value),
                SaysOf(found.Path))),
            .. ofProviders.Select(found => new ConfigurationError(found.Path, SecretTexts.Hide(found.Value), SaysOf(found.Path))),
        ];
        if (errors.Length > 0)
            throw new ConfigurationException(configuration.Stack,
                [.. errors.OrderBy(error => error.Key, StringComparer.Ordinal)]);
    }

    private static string SaysOf(string path) =>
        Advice.FirstOrDefault(advice => path.StartsWith(advice.Key, StringComparison.Ordinal)).Says
            ?? "this is a placeholder: a value of your own is needed.";

    private static IEnumerable<(string Path, string Value)> In(string key, string value)
    {
        if (!value.StartsWith('{') && !value.StartsWith('[')) return IsPlaceholder(value) ? [(key, value)] : [];
        try
        {
            using var json = JsonDocument.Parse(value, RawConfiguration.Strict);
            return Within(key, json.RootElement.Clone());
        }
        catch (JsonException)
        {
            // Text that begins as an object does: whoever needs an object there says so.
            return IsPlaceholder(value) ? [(key, value)] : [];
        }
    }

    private static IEnumerable<(string Path, string Value)> Within(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object
            when value.TryGetProperty("enabled", out var enabled)
                && enabled.ToString().Equals("false", StringComparison.OrdinalIgnoreCase) => [],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Within($"{path}.{member.Name}", member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Within($"{path}[{index}]", item)),
        JsonValueKind.String when IsPlaceholder(value.GetString()!) => [(path, value.GetString()!)],
        _ => [],
    };

    private static bool IsEnabled(string? section) =>
        section is not null && section.StartsWith('{') && EnabledText().IsMatch(section);

    private static bool IsPlaceholder(string value) => Placeholder().IsMatch(value);

    [GeneratedRegex(@"\b(OWNER|ORGANIZATION)\b|^0{8}-0{4}-0{4}-0{4}-0{12}$|[@/.]example\.(com|org|net)\b|"
        + @"^azblob://CONTAINER\b|storage_account=NAME\b|\bto-replace\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"enabled\"\\s*:\\s*\"?true", RegexOptions.IgnoreCase)]
    private static partial Regex EnabledText();
}
