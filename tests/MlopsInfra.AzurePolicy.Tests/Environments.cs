using MlopsInfra.Cli.Policies;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>The committed environments, brought up on a local cloud once for all tests.</summary>
internal static class Environments
{
    private static readonly Dictionary<string, Lazy<Task<(IReadOnlyList<EvaluatedResource>, PolicySurroundings)>>> Known =
        new[] { "dev", "qa", "prod" }.ToDictionary(stack => stack,
            stack => new Lazy<Task<(IReadOnlyList<EvaluatedResource>, PolicySurroundings)>>(() => UpAsync(stack)));

    /// <summary>All that a stack brings up, and what is around it.</summary>
    public static Task<(IReadOnlyList<EvaluatedResource> Resources, PolicySurroundings Surroundings)> OfAsync(string stack) =>
        Known[stack].Value;

    private static async Task<(IReadOnlyList<EvaluatedResource>, PolicySurroundings)> UpAsync(string stack)
    {
        var store = TestFolders.Create("mlops-policies-").FullName;
        try
        {
            var opened = LocalStack.Open(Repository.Root, stack, store);
            var assembly = ProgramBuild.Find(opened.Project).FindCurrent()
                ?? throw new InvalidOperationException("The program is not built.");
            await using var rehearsal = await Rehearsal.RunAsync(opened, assembly, null, TestContext.Current.CancellationToken);
            var resources = EvaluatedResources.Of(rehearsal);
            return (resources, EvaluatedResources.Around(rehearsal, resources));
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }
}
