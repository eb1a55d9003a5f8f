using System.Text.Json.Nodes;
using Company.Components;
using MlopsInfra.Components;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Packages.Tests.Documentation;
using Pulumi.Testing;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>Every body that this repository declares: its stacks, its templates, the examples of its documentation.</summary>
public sealed class DeclaredBodies : IAsyncLifetime
{
    private readonly List<DeclaredBody> _all = [];

    /// <summary>All of them.</summary>
    internal IReadOnlyList<DeclaredBody> All => _all;

    /// <summary>What is wrong with them by Microsoft's types.</summary>
    internal IReadOnlyList<(DeclaredBody Body, BodyMistake Mistake)> Mistakes { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var stack in (string[])["dev", "qa", "prod"])
            await AddStackAsync(Repository.Root, "MlopsInfra.Stacks", stack, $"stack {stack}");
        await AddTemplateAsync();
        await AddProgramAsync("template mlops-component", DeclareFeatures);
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "using-the-components.md"));
        foreach (var (title,
            program) in DocumentedPrograms.Compile(MarkdownExamples.Read(page))) await AddProgramAsync($"example {title}",
                program);
        var types = new AzureTypeCatalog();
        Mistakes = [.. _all.SelectMany(body => types.Check(body.Type, body.ApiVersion, body.Name, body.Json)
            .Select(mistake => (body, mistake)))];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // As `dotnet new` writes it, with the region chosen.
    private async Task AddTemplateAsync()
    {
        var project = TestFolders.Create("mlops-template-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates", "mlops-stack"),
                "Pulumi*.yaml"))
            {
                var text = await File.ReadAllTextAsync(file);
                await File.WriteAllTextAsync(Path.Combine(project.FullName, Path.GetFileName(file)),
                    text.Replace("AZURE_REGION", "westeurope", StringComparison.Ordinal));
            }

            foreach (var stack in (string[])["dev", "prod"])
                await AddStackAsync(project.FullName, "TemplateStack", stack, $"template mlops-stack {stack}");
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    // Brought up, not previewed: a preview does not know what the cloud gives, and much of a body is made of that.
    private async Task AddStackAsync(string project, string program, string stack, string source)
    {
        var state = TestFolders.Create("mlops-types-");
        try
        {
            var local = LocalStack.Open(project, stack, state.FullName);
            await using var cloud = EmbeddedCloud.Open(null, new LocalCloudOptions { RepositoryFolder = project });
            var log = new ProgramLog();
            var result = await local.UpAsync(new DotnetProgram(AssemblyOf(program)), cloud, log);
            Assert.True(result.Succeeded,
                $"{source}: {string.Join('\n', result.Errors.Select(error => $"{error.Code}: {error.Message}"))}\n{log}");
            foreach (var resource in await local.ReadResourcesAsync())
                Add(source, resource.Urn[(resource.Urn.LastIndexOf(':') + 1)..], resource.Type, resource.Inputs);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private async Task AddProgramAsync(string source, Action declare)
    {
        var mocks = new AzureMocks();
        await Pulumi.Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, declare);
        Assert.NotEmpty(mocks.Resources);
        foreach (var resource in mocks.Resources.Values)
        {
            var inputs = JsonNode.Parse(ResourceGraph.InputsOf(resource).GetRawText());
            Add(source, resource.Name!, resource.Type!, ((PropertyValue.Obj)ArmReader.FromJson(inputs)).Members);
        }
    }

    private void Add(string source, string resource, string token, PropertyMap inputs)
    {
        if (DeclaredBody.Of(source, resource, token, inputs) is { } body) _all.Add(body);
    }

    // Beside this test's own folder, for the same configuration.
    private static string AssemblyOf(string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, program, own.Name, $"{program}.dll");
    }

    private static void DeclareFeatures() => _ = new FeatureContainer("features", new FeatureContainerArgs
    {
        Placement = new Placement { ResourceGroupName = "rg-features", Location = "westeurope",
            Tags = new Dictionary<string, string> { ["owner"] = "team" } },
        AccountName = "stfeatures",
        ContainerName = "features",
        WriterName = "id-features",
    });
}
