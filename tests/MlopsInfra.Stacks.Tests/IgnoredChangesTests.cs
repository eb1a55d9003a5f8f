using System.Globalization;
using System.Text.Json;
using MlopsInfra.Review.Changes;
using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Stacks.Tests;

/// <summary>
/// <c>ignoreChanges</c> keeps the old <em>input</em>. Of a property that the program never gave there is none, so an update,
/// which writes the resource as a whole, takes away what somebody else set there. Such a property is one that Azure keeps when it
/// is left out, or previews warn of it (<see cref="ValuesOfOthers"/>).
/// </summary>
public sealed class IgnoredChangesTests
{
    // What a PUT that leaves it out does not change, and where that is said.
    private static readonly HashSet<string> KeptByTheService =
    [
        // "Upgrade an AKS cluster": a version is changed by naming another one.
        "azure-native:containerservice:ManagedCluster kubernetesVersion",
        "azure-native:containerservice:ManagedCluster agentPoolProfiles[0].orchestratorVersion",
        "azure-native:containerservice:AgentPool orchestratorVersion",
        // Azure's notes; it writes them again.
        "azure-native:machinelearningservices:OnlineEndpoint properties.properties",
        "azure-native:machinelearningservices:BatchEndpoint properties.properties",
        // Terraform's computed values: left out means left alone.
        "azuredevops:index/team:Team members", "azuredevops:index/team:Team administrators",
        "azuredevops:index/git:Git initialization",
    ];

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task What_is_ignored_and_never_given_is_kept_by_the_service_or_warned_of(string stack)
    {
        var (mocks, graph) = (new AzureMocks(), new ResourceGraph());
        var options = new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = stack };
        await Deployment.TestAsync(mocks, options, () => MlopsStack.DeclareAsync(StackFile.Read(stack), graph.RootOptions()));
        var ignored =
            mocks.Resources.Values.SelectMany(resource => graph.OptionsOf(resource.Name!) is CustomResourceOptions custom
            ? custom.IgnoreChanges.Select(path => (resource.Type, Path: path,
                IsGiven: IsGiven(ResourceGraph.InputsOf(resource), path))) : []).ToList();

        Assert.NotEmpty(ignored);
        var lost = ignored.Where(property => !property.IsGiven && !ValuesOfOthers.Of(property.Type!).Contains(property.Path))
            .Select(property => $"{property.Type} {property.Path}").Distinct()
            .Where(property => !KeptByTheService.Contains(property));
        Assert.Empty(lost);
    }

    private static bool IsGiven(JsonElement inputs, string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Split('.').All(step =>
    {
        if (step.StartsWith('[')) inputs = inputs[int.Parse(step.Trim('[', ']'), CultureInfo.InvariantCulture)];
        else if (!inputs.TryGetProperty(step, out inputs)) return false;
        return true;
    });
}
