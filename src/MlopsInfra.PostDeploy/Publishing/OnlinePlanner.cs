using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>Holds online endpoints and their deployments to what the workspace has.</summary>
/// <param name="outputs">The environment.</param>
/// <param name="graph">The assets of the folder.</param>
/// <param name="targets">What links are resolved to.</param>
/// <param name="find">Reads a resource below the workspace; null if there is none.</param>
internal sealed class OnlinePlanner(
    EnvironmentOutputs outputs, AssetGraph graph, LinkTargets targets, Func<string, Task<JsonObject?>> find)
{
    private readonly ErrorList _errors = new();

    /// <summary>What Azure refuses later, or what likely was forgotten.</summary>
    public IReadOnlyList<PipelineError> Warnings => _errors.Warnings;

    /// <summary>The work on each endpoint of the folder, and on each that only gets deployments.</summary>
    /// <param name="contents">The folder.</param>
    /// <exception cref="PipelineFolderException">A deployment's endpoint does not exist.</exception>
    public async Task<IReadOnlyList<OnlineWork>> PlanAsync(FolderContents contents)
    {
        var names = contents.OnlineEndpoints.Select(endpoint => endpoint.Name)
            .Concat(contents.OnlineDeployments.Select(deployment => deployment.Endpoint))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var works = await Task.WhenAll(names.Select(name => PlanAsync(contents, name)));
        _errors.ThrowIfAny();
        return works;
    }

    private async Task<OnlineWork> PlanAsync(FolderContents contents, string name)
    {
        var definition = contents.OnlineEndpoints.FirstOrDefault(endpoint => Is(endpoint.Name, name));
        OnlineDeploymentDefinition[] deployments =
            [.. contents.OnlineDeployments.Where(deployment => Is(deployment.Endpoint, name))];
        var foundEndpoint = find(OnlineEndpointWork.PathOf(name));
        var found = deployments.Select(deployment => find(OnlineDeploymentWork.PathOf(name, deployment.Name))).ToArray();
        await Task.WhenAll([foundEndpoint, .. found]);
        if (definition is null && foundEndpoint.Result is null) Missing(deployments);
        CheckKinds(KindOf(definition, foundEndpoint.Result), deployments);
        var endpoint = new OnlineEndpointWork(name, outputs.Location, definition, foundEndpoint.Result, targets);
        if (definition is not null) await CheckTargetsAsync(definition, deployments);
        if (deployments.Length > 0 && !endpoint.IsRouted)
        {
            _errors.Warn(definition?.Location ?? deployments[0].EndpointLocation,
                $"no traffic reaches the deployments of the online endpoint '{name}': say which gets how much, as in "
                + $"'traffic: {{{deployments[0].Name}: 100}}' in the endpoint's file");
        }

        return new OnlineWork(endpoint,
            [.. deployments.Select((deployment, index) =>
                new OnlineDeploymentWork(deployment, outputs.Location, graph, found[index].Result))]);
    }

    // What an endpoint is made as it stays: Azure sets its kind.
    private static string? KindOf(OnlineEndpointDefinition? definition, JsonObject? found) =>
        found?["kind"]?.GetValue<string>()
        ?? (definition is null ? null : definition.Content["properties"]?["compute"] is null ? "Managed" : "Kubernetes");

    private void CheckKinds(string? kind, OnlineDeploymentDefinition[] deployments)
    {
        foreach (var deployment in deployments)
        {
            var wanted = deployment.Content["properties"]!["endpointComputeType"]!.GetValue<string>();
            if (kind is null || kind.Equals(wanted, StringComparison.OrdinalIgnoreCase)) continue;
            _errors.Add(deployment.EndpointLocation,
                $"the online endpoint '{deployment.Endpoint}' is of the kind {kind.ToLowerInvariant()}, and this deployment is "
                    + "of "
                + $"the type {wanted.ToLowerInvariant()}: say 'type: {kind.ToLowerInvariant()}'");
        }
    }

    private void Missing(OnlineDeploymentDefinition[] deployments)
    {
        foreach (var deployment in deployments)
        {
            _errors.Add(deployment.EndpointLocation,
                $"the online endpoint '{deployment.Endpoint}' is neither described in this folder nor there in the workspace "
                + $"'{outputs.WorkspaceName}': put its file beside this one (name: {deployment.Endpoint}, auth_mode: key)");
        }
    }

    // `az ml` sends such traffic, and Azure refuses it.
    private async Task CheckTargetsAsync(OnlineEndpointDefinition endpoint, OnlineDeploymentDefinition[] deployments)
    {
        foreach (var (target, location) in endpoint.Targets)
        {
            if (deployments.Any(deployment => Is(deployment.Name, target))
                || await find(OnlineDeploymentWork.PathOf(endpoint.Name, target)) is not null) continue;
            _errors.Warn(location,
                $"the deployment '{target}' gets traffic, but it is neither described in this folder nor there in the online "
                + $"endpoint '{endpoint.Name}'; Azure refuses that");
        }
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
