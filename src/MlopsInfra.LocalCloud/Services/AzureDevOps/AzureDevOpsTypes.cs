using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine.Bridged;

namespace MlopsInfra.LocalCloud.Services.AzureDevOps;

/// <summary>The types of Azure DevOps: ids, references, names. Codes and messages are those of its REST services.</summary>
internal static class AzureDevOpsTypes
{
    private static readonly BridgedReference Project = new("projectId", "ProjectDoesNotExistException",
        "VS800075: The project with id '{0}' does not exist, or you do not have permission to access it.", "Project");

    private static readonly BridgedReference[] PolicyScopes =
    [
        Project,
        new("settings.scopes[].repositoryId", "GitRepositoryNotFoundException", Repository, "Git"),
    ];

    private const string Repository = "TF401019: The Git repository with name or identifier {0} does not exist or you do not "
        + "have permissions for the operation you are attempting.";
    private const string Endpoint = "The service connection '{0}' does not exist or has been disabled.";
    private const string Forbidden = @"[^\\/:*?""<>|;#$,{}+=\[\]]*[^\\/:*?""<>|;#$,{}+=\[\].]";

    private static readonly BridgedType InProject = new(BridgedId.Number) { References = [Project] };

    private static readonly Dictionary<string, BridgedType> Table = new(StringComparer.Ordinal)
    {
        ["Project"] = new(BridgedId.Guid)
        {
            Unique = ["name"],
            Name = ("name",
                new NamingRule(Forbidden, 1, 64, "TF200006",
                    "TF200006: The following project name is not valid: '{0}'. It can be up to 64 characters and must not "
                        + "contain any of \\ / : * ? \" < > | ; # $ , + = [ ].")),
        },
        ["Git"] = new(BridgedId.Guid) { References = [Project], Unique = ["projectId", "name"],
            Name = ("name",
                new NamingRule(Forbidden, 1, 64, "InvalidArgumentValueException", "The repository name '{0}' is not valid.")) },
        ["Environment"] = new(BridgedId.Number) { References = [Project], Unique = ["projectId", "name"] },
        ["VariableGroup"] = new(BridgedId.Number)
        {
            References =
                [Project, new("keyVault.serviceEndpointId", "ServiceEndpointNotFoundException", Endpoint, "ServiceEndpoint*")],
            Unique = ["projectId", "name"],
        },
        ["BuildDefinition"] = new(BridgedId.Number)
        {
            References =
            [
                Project,
                new("repository.serviceConnectionId", "ServiceEndpointNotFoundException", Endpoint, "ServiceEndpoint*"),
                new("variableGroups[]", "VariableGroupNotFoundException", "The variable group '{0}' does not exist.",
                    "VariableGroup"),
            ],
            Unique = ["projectId", "path", "name"],
        },
        ["BuildFolder"] = new(BridgedId.Composite, "projectId", "path") { References = [Project] },
        ["BranchPolicyBuildValidation"] = new(BridgedId.Number)
        {
            References = [.. PolicyScopes,
                new("settings.buildDefinitionId", "DefinitionNotFoundException",
                    "The requested build definition {0} could not be found.", "BuildDefinition")],
        },
        ["BranchPolicyCommentResolution"] = new(BridgedId.Number) { References = PolicyScopes },
        ["BranchPolicyMergeTypes"] = new(BridgedId.Number) { References = PolicyScopes },
        ["BranchPolicyMinReviewers"] = new(BridgedId.Number) { References = PolicyScopes },
        ["BranchPolicyStatusCheck"] = new(BridgedId.Number) { References = PolicyScopes },
        ["BranchPolicyWorkItemLinking"] = new(BridgedId.Number) { References = PolicyScopes },
        ["ServiceEndpointAzureRM"] = ServiceEndpoint,
        ["ServiceEndpointAzureEcr"] = ServiceEndpoint,
        ["ServiceEndpointDockerRegistry"] = ServiceEndpoint,
        ["ServiceEndpointGitHub"] = ServiceEndpoint,
        ["ServiceendpointGenericV2"] = new(BridgedId.Guid) { References = [Project], Unique = ["projectId", "name"] },
        ["PipelineAuthorization"] = new(BridgedId.Composite, "projectId", "type", "resourceId", "pipelineId")
        {
            References = [Project,
                new("pipelineId", "DefinitionNotFoundException", "The requested build definition {0} could not be found.",
                    "BuildDefinition")],
        },
        ["ResourceAuthorization"] = new(BridgedId.Composite, "projectId", "resourceId") { References = [Project] },
        ["ProjectFeatures"] = new(BridgedId.Composite, "projectId") { References = [Project] },
        ["ProjectPipelineSettings"] = new(BridgedId.Composite, "projectId") { References = [Project] },
        ["Feed"] = new(BridgedId.Guid) { References = [Project], Unique = ["projectId", "name"] },
        ["FeedPermission"] = new(BridgedId.Guid) { References = [Project, Feed] },
        ["FeedRetentionPolicy"] = new(BridgedId.Composite, "feedId") { References = [Project, Feed] },
        ["GitRepositoryFile"] = new(BridgedId.Composite, "repositoryId", "file", "branch") { References = [InRepository] },
        ["GitRepositoryBranch"] = new(BridgedId.Composite, "repositoryId", "name") { References = [InRepository] },
        ["Team"] = new(BridgedId.Guid) { References = [Project], Unique = ["projectId", "name"] },
        ["TeamAdministrators"] = new(BridgedId.Number) { References = [Project, OfTeam] },
        ["TeamMembers"] = new(BridgedId.Number) { References = [Project, OfTeam] },
        ["WorkitemqueryFolder"] =
            new(BridgedId.Guid) { References = [Project, QueryFolder], Unique = ["projectId", "area", "parentId", "name"] },
        ["Workitemquery"] =
            new(BridgedId.Guid) { References = [Project, QueryFolder], Unique = ["projectId", "area", "parentId", "name"] },
        ["Dashboard"] = new(BridgedId.Guid) { References = [Project, OfTeam], Unique = ["projectId", "teamId", "name"] },
        ["EnvironmentResourceKubernetes"] = new(BridgedId.Number)
        {
            References = [Project,
                new("environmentId", "EnvironmentNotFoundException", "The environment '{0}' does not exist.", "Environment"),
                new("serviceEndpointId", "ServiceEndpointNotFoundException", Endpoint, "ServiceEndpoint*")],
        },
        ["Queue"] = new(BridgedId.Number) { References = [Project] },
        ["Pool"] = new(BridgedId.Number) { Unique = ["name"] },
        ["ElasticPool"] = new(BridgedId.Number) { References = [Project,
            new("serviceEndpointId", "ServiceEndpointNotFoundException", Endpoint, "ServiceEndpoint*")], Unique = ["name"] },
        ["Group"] = new(BridgedId.Guid),
        ["GroupMembership"] = new(BridgedId.Number),
    };

    private static BridgedType ServiceEndpoint =>
        new(BridgedId.Guid) { References = [Project], Unique = ["projectId", "serviceEndpointName"] };

    private static BridgedReference Feed =>
        new("feedId", "FeedIdNotFoundException", "The feed with ID '{0}' doesn't exist.", "Feed");

    private static BridgedReference QueryFolder => new("parentId", "QueryItemNotFoundException",
        "TF401243: The query {0} does not exist, or you do not have permission to read it.", "WorkitemqueryFolder");

    private static BridgedReference InRepository => new("repositoryId", "GitRepositoryNotFoundException", Repository, "Git");

    private static BridgedReference OfTeam =>
        new("teamId", "TeamNotFoundException", "The team with id '{0}' does not exist.", "Team");

    /// <summary>A type; one in a project without further rules if it is not listed.</summary>
    public static BridgedType Find(string type) => Table.GetValueOrDefault(type, InProject);
}
