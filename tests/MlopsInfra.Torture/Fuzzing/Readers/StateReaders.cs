using System.Text.Json.Nodes;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review;
using MlopsInfra.Review.Html;
using MlopsInfra.Review.Markdown;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of states: the stack's own, its journal, exports, snapshots.</summary>
internal static class StateReaders
{
    private const string Export = "tests/MlopsInfra.EndToEnd.Tests/Upgrade/dev.state.json";

    private static readonly string[] Words =
    [
        "urn", "custom", "type", "id", "parent", "provider", "inputs", "outputs", "dependencies", "propertyDependencies",
            "protect", "external", "delete",
        "pendingOperations", "additionalSecretOutputs", "aliases", "customTimeouts", "created", "modified",
            "4dabf18193072939515e22adb298388d",
        "1b47061264138c4ac30d75fd1eb44270", "ciphertext", "plaintext",
            "urn:pulumi:dev::mlops-infra::pulumi:pulumi:Stack::mlops-infra-dev",
        "urn:pulumi:dev::mlops-infra::a:b:C$d:e:F::name", "begin", "put", "remove", "end", "outputs", "version", "resources",
            "manifest", "secrets_providers", "replace",
    ];

    private static readonly string[] Journal =
    [
        """{"begin":{"urn":"urn:pulumi:dev::mlops-infra::test:index:A::b","type":"creating"}}""",
            """{"remove":"urn:pulumi:dev::mlops-infra::test:index:A::a"}""",
        """{"abandon":"urn:pulumi:dev::mlops-infra::test:index:A::b"}""",
            """{"discard":{"urn":"urn:pulumi:dev::mlops-infra::test:index:A::b","id":"b1"}}""",
        """{"rename":{"from":"urn:pulumi:dev::mlops-infra::test:index:A::b","to":"urn:pulumi:dev::mlops-infra::test:index:A::c"}}""",
    ];

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var folder = ScratchFolder.Create();
            File.WriteAllText(Path.Combine(folder, "Pulumi.yaml"), "name: mlops-infra\nruntime: dotnet\n");
            File.WriteAllText(Path.Combine(folder, "Pulumi.dev.yaml"), "config: {}\n");
            var stack = LocalStack.Open(folder, "dev");
            var states = Path.GetDirectoryName(stack.StateFile)!;
            Directory.CreateDirectory(states);
            yield return new FuzzedReader("states", InputForm.Json, () => States(stack), Words, input =>
                Use(stack, states, input, null), IsPromised) { Weight = 0.6 };
            yield return new FuzzedReader("journals", InputForm.JsonLines, Journals, Words, input =>
                Use(stack, states, null, input), IsPromised) { Weight = 0.6 };

            var export = Path.Combine(ScratchFolder.Create(), "export.json");
            yield return new FuzzedReader("exports and snapshots", InputForm.Json, () =>
                SeedFiles.States(Export, "deployment.resources", 12), Words,
                input => Compare(export, input), IsPromised) { Weight = 0.6 };
            yield return new FuzzedReader("exports and a preview", InputForm.Json, () =>
                SeedFiles.States(Export, "deployment.resources", 12), Words, input =>
            {
                File.WriteAllBytes(export, input);
                Check(stack.PreviewAsync(NoProgram.Instance, NoCloud.Instance,
                    options: new EngineOptions { BaselineStateFile = export }).GetAwaiter().GetResult());
            }, IsPromised) { Weight = 0.1 };
        }
    }

    private static bool IsPromised(Exception exception) =>
        exception is DeploymentException { Code: not DeploymentErrorCodes.InternalError };

    // What the engine itself writes.
    private static IEnumerable<byte[]> States(LocalStack stack)
    {
        foreach (var export in SeedFiles.States(Export, "deployment.resources", 12))
        {
            var path = Path.Combine(Path.GetDirectoryName(stack.Project.Path)!, "export.json");
            File.WriteAllBytes(path, export);
            var loaded = ExportedState.ReadAsync(path, CancellationToken.None).GetAwaiter().GetResult();
            using var stream = new MemoryStream();
            StateFileFormat.Write(stream, loaded, new SecretManager(stack.StateDirectory), DateTimeOffset.UnixEpoch);
            yield return stream.ToArray();
        }
    }

    private static IEnumerable<byte[]> Journals() => SeedFiles.States(Export, "deployment.resources", 12).Select(state =>
    {
        var resources = JsonNode.Parse(state)!["deployment"]!["resources"]!.AsArray()
            .Select(resource => resource!.ToJsonString()).ToList();
        IEnumerable<string> lines = [.. resources.Select(resource => $$"""{"put":{{resource}}}"""),
            $$"""{"replace":{{resources[0]}}}""", .. Journal];
        return InputText.Bytes(string.Join('\n', lines) + "\n");
    });

    private static void Use(LocalStack stack, string folder, byte[]? state, byte[]? journal)
    {
        foreach (var left in Directory.EnumerateFiles(folder).Where(file =>
            !file.EndsWith(".key", StringComparison.Ordinal))) File.Delete(left);
        if (state is not null) File.WriteAllBytes(stack.StateFile, state);
        if (journal is not null) File.WriteAllBytes(Path.ChangeExtension(stack.StateFile, ".journal"), journal);
        try
        {
            _ = stack.ReadResourcesAsync().GetAwaiter().GetResult();
            _ = stack.ReadOutputsAsync().GetAwaiter().GetResult();
            Check(stack.RefreshAsync(NoCloud.Instance, options: new EngineOptions { PreviewOnly = true }).GetAwaiter()
                .GetResult());
        }
        catch (DeploymentException exception) when (IsPromised(exception))
        {
            // What sets a damaged file aside comes now.
        }

        Check(stack.DestroyAsync(NoCloud.Instance).GetAwaiter().GetResult());
    }

    private static void Compare(string path, byte[] input)
    {
        File.WriteAllBytes(path, input);
        _ = StateExport.ReadNotesAsync(path).GetAwaiter().GetResult();
        var resources = StateExport.ReadAsync(path).GetAwaiter().GetResult();
        var given = new StackSnapshot("dev", resources);
        foreach (var (before, after) in new[] { (StackSnapshot.Empty("dev"), given), (given, StackSnapshot.Empty("dev")) })
        {
            var review = StackReview.Of(before, [], after, NoFacts.Instance);
            HtmlReport.Write(review);
            MarkdownReport.Write(review);
        }

        StateExport.Write(Stream.Null, resources);
    }

    private static void Check(DeploymentResult result)
    {
        if (result.Errors.FirstOrDefault(error =>
            error.Code == DeploymentErrorCodes.InternalError) is { } defect) throw new InternalErrorException(defect.Message);
    }
}
