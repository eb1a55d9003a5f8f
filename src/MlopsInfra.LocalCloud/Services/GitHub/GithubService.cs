using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Engine.Bridged;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Services.GitHub;

/// <summary>GitHub: repositories, environments, secrets, rules of branches.</summary>
internal sealed class GithubService(CloudContext cloud) : BridgedService(cloud)
{
    private static readonly string[] SecretValues = ["value", "valueEncrypted", "plaintextValue", "encryptedValue"];
    private static readonly string[] Reviewers = ["users", "teams"];

    private static readonly NamingRule RepositoryName = new("[A-Za-z0-9._-]+", 1, 100, "422",
        "The repository name '{0}' is invalid: it can only contain ASCII letters, digits, and the characters ., -, and _.");
    private static readonly NamingRule SecretName = new("(?!GITHUB_)[A-Za-z_][A-Za-z0-9_]*", 1, 255, "422",
        "Secret names can only contain alphanumeric characters or underscores, must not start with a number and must not start "
            + "with GITHUB_: '{0}'.");
    private static readonly BridgedReference InRepository =
        new("repository", "404", "Not Found: the repository '{0}' does not exist or can't be seen.", "Repository");
    private static readonly BridgedReference InRepositoryById = InRepository with { Path = "repositoryId" };

    private static readonly Dictionary<string, BridgedType> Table = new(StringComparer.Ordinal)
    {
        ["Repository"] = new(BridgedId.Composite, "name") { Unique = ["name"], Name = ("name", RepositoryName) },
        ["RepositoryEnvironment"] = new(BridgedId.Composite, "repository", "environment") { References = [InRepository] },
        ["RepositoryEnvironmentDeploymentPolicy"] = new(BridgedId.Number) { References = [InRepository] },
        ["ActionsSecret"] = new(BridgedId.Composite, "repository", "secretName") { References = [InRepository],
            Name = ("secretName", SecretName) },
        ["ActionsVariable"] = new(BridgedId.Composite, "repository", "variableName") { References = [InRepository],
            Unique = ["repository", "variableName"], Name = ("variableName", SecretName) },
        ["ActionsEnvironmentSecret"] = new(BridgedId.Composite, "repository", "environment",
            "secretName") { References = [InRepository], Name = ("secretName", SecretName), DeleteBeforeReplace = true },
        ["ActionsEnvironmentVariable"] = new(BridgedId.Composite, "repository", "environment",
            "variableName") { References = [InRepository], Unique = ["repository", "environment", "variableName"],
                Name = ("variableName", SecretName) },
        ["BranchProtection"] = new(BridgedId.Guid) { References = [InRepositoryById], Unique = ["repositoryId", "pattern"] },
        ["RepositoryRuleset"] = new(BridgedId.Number) { References = [InRepository], Unique = ["repository", "name"] },
        ["RepositoryFile"] = new(BridgedId.Composite, "repository", "file") { References = [InRepository] },
        ["RepositoryWebhook"] = new(BridgedId.Number) { References = [InRepository] },
        ["RepositoryAutolinkReference"] = new(BridgedId.Number) { References = [InRepository], DeleteBeforeReplace = true },
        ["RepositoryDeployKey"] = new(BridgedId.Number) { References = [InRepository], DeleteBeforeReplace = true },
        ["TeamRepository"] = new(BridgedId.Composite, "teamId", "repository") { References = [InRepository] },
    };

    private readonly ConcurrentDictionary<string, bool> _lookedUp = new(StringComparer.OrdinalIgnoreCase);
    private string _owner = "local";

    public override string Package => "github";

    public override void Configure(PropertyMap configuration)
    {
        RequireSignIn(configuration, "GITHUB_TOKEN", "token", "appAuth");
        // GitHub's provider would take the token's own user; whose that is can't be known here.
        _owner = Setting(configuration, "owner", "GITHUB_OWNER") ?? Setting(configuration, "organization", "GITHUB_ORGANIZATION")
            ?? throw new ProviderException("OwnerMissing",
                "Whose repositories? Set github:owner (pulumi config set github:owner OWNER) or the variable GITHUB_OWNER.",
                "owner", 400);
    }

    public override BridgedType TypeOf(string type) =>
        Table.GetValueOrDefault(type) ?? new(BridgedId.Composite, "repository") { References = [InRepository] };

    public override bool ExistsOutside(string type, string value, JsonObject inputs) =>
        type == "Repository" && (_lookedUp.ContainsKey(value) || IsListed(value)
            // Node ids stand for repositories, too.
            || Cloud.Store.OfType(StoredType("Repository")).Any(found => value == found.Computed.Text("nodeId")));

    private bool IsListed(string repository) => Cloud.Options.ExistingRepositories is { } listed
        && (listed.Contains(repository, StringComparer.OrdinalIgnoreCase)
            || listed.Contains($"{_owner}/{repository}", StringComparer.OrdinalIgnoreCase));

    public override void Check(string type, JsonObject inputs)
    {
        var repository = inputs.Text("repository");
        var environment = inputs.Text("environment");
        if (environment is not null && type != "RepositoryEnvironment"
            && Find("RepositoryEnvironment", $"{repository}:{environment}") is null)
            throw new ProviderException("404",
                $"Not Found: the environment '{environment}' does not exist in the repository '{repository}'.", "environment",
                404);
        if (type == "RepositoryEnvironmentDeploymentPolicy"
            && (Find("RepositoryEnvironment", $"{repository}:{environment}")
                ?.Body.At("deploymentBranchPolicy") as JsonObject)?.Flag("customBranchPolicies") != true)
        {
            throw new ProviderException("404",
                $"Not Found: the environment '{environment}' has no custom branch policies: set "
                    + "deploymentBranchPolicy.customBranchPolicies.", "environment", 404);
        }

        if (type == "RepositoryEnvironment" && inputs["deploymentBranchPolicy"] is JsonObject policy
            && policy.Flag("customBranchPolicies") == policy.Flag("protectedBranches"))
            throw new ProviderException("422",
                "Validation Failed: protectedBranches and customBranchPolicies can't have the same value.",
                "deploymentBranchPolicy", 422);
        if (type == "RepositoryEnvironment") CheckReviewers(inputs);
        if (type is "ActionsSecret" or "ActionsEnvironmentSecret"
            && !SecretValues.Any(inputs.ContainsKey))
            throw new ProviderException("422", $"The secret '{inputs.Text("secretName")}' has no value.", "value", 422);
    }

    private static void CheckReviewers(JsonObject inputs)
    {
        var ids = inputs.Objects("reviewers")
            .SelectMany(reviewers => Reviewers.SelectMany(kind => reviewers[kind] as JsonArray ?? []))
            .Select(id => id?.ToJsonString() ?? "null").ToList();
        if (ids.Count > 6)
            throw new ProviderException("422", $"Validation Failed: an environment has at most 6 reviewers, not {ids.Count}.",
                "reviewers", 422);
        if (ids.FirstOrDefault(id => !long.TryParse(id, out var number) || number < 1) is { } wrong)
            throw new ProviderException("422", $"Validation Failed: '{wrong}' is no id of a user or team.", "reviewers", 422);
    }

    public override void Complete(string type, string id, JsonObject inputs, JsonObject computed)
    {
        if (inputs.Text("repository") is { } repository) computed["repositoryId"] = RepositoryNumber(repository);
        switch (type)
        {
            case "Repository":
                CompleteRepository(inputs, computed);
                break;
            case "RepositoryRuleset":
                computed["rulesetId"] = int.Parse(id);
                computed["nodeId"] = $"RRS_{MadeUpIds.Hex(20, id)}";
                break;
            case "RepositoryEnvironmentDeploymentPolicy":
                computed["policyId"] = int.Parse(id);
                break;
            case "RepositoryFile":
                computed["sha"] = MadeUpIds.Hex(40, "file", inputs.Text("content") ?? "");
                computed["commitSha"] = MadeUpIds.Hex(40, "commit", id, inputs.Text("content") ?? "");
                break;
            default:
                var now = CommonOutputs.Time(Cloud.Now);
                computed["createdAt"] = Find(type, id)?.Computed.Text("createdAt") ?? now;
                computed["updatedAt"] = now;
                break;
        }
    }

    public override PropertyMap Invoke(string function, PropertyMap arguments)
    {
        if (function != "getRepository") return base.Invoke(function, arguments);
        var name = InputDefaults.Text(arguments, "name") ?? InputDefaults.Text(arguments, "fullName")?.Split('/')[^1] ?? "";
        var owner = InputDefaults.Text(arguments, "fullName")?.Split('/')[0] ?? _owner;
        var computed = new JsonObject { ["name"] = name, ["visibility"] = "private", ["defaultBranch"] = "main" };
        var isOurs = owner.Equals(_owner, StringComparison.OrdinalIgnoreCase);
        if (isOurs && Find("Repository", name) is { } found) computed = JsonPaths.Merge(found.Body, found.Computed);
        else if (isOurs && (Cloud.Options.ExistingRepositories is null || IsListed(name)))
        {
            _lookedUp[name] = true;
            CompleteRepository(new JsonObject { ["name"] = name }, computed);
        }
        else throw new ProviderException("404", $"Not Found: the repository '{owner}/{name}' does not exist or can't be seen.",
            "name", 404);
        computed["id"] = name;
        return ArmReader.FromJson(computed) is PropertyValue.Obj result ? result.Members : PropertyMap.Empty;
    }

    private void CompleteRepository(JsonObject inputs, JsonObject computed)
    {
        var name = inputs.Text("name")!;
        computed["fullName"] = $"{_owner}/{name}";
        computed["htmlUrl"] = $"https://github.com/{_owner}/{name}";
        computed["svnUrl"] = $"https://github.com/{_owner}/{name}";
        computed["httpCloneUrl"] = $"https://github.com/{_owner}/{name}.git";
        computed["gitCloneUrl"] = $"git://github.com/{_owner}/{name}.git";
        computed["sshCloneUrl"] = $"git@github.com:{_owner}/{name}.git";
        computed["nodeId"] = $"R_{MadeUpIds.Hex(20, "repository", _owner, name)}";
        computed["repoId"] = RepositoryNumber(name);
        if (inputs.Text("defaultBranch") is null) computed["defaultBranch"] = "main";
        if (inputs.Text("visibility") is null) computed["visibility"] = "public";
    }

    private int RepositoryNumber(string name) => Convert.ToInt32(MadeUpIds.Hex(7, "repository", _owner, name), 16);
}
