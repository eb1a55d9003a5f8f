using MlopsInfra.Pipelines.Tests.Commands;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>
/// Runs the commands of the composite actions as GitHub would, in a folder with stand-ins for <c>dotnet</c>, <c>az</c> and
/// <c>pulumi</c>: what they are given is kept, and what the retired actions' parameter files say is read.
/// </summary>
internal sealed class ActionFolder : IDisposable
{
    private readonly ScriptFolder _folder = new();

    public ActionFolder()
    {
        _folder.Write("Pulumi.dev.yaml", "");
        Program("az", "exit 0");
        Program("pulumi", "echo '{}'");
        Program("dotnet", "exit 0");
    }

    /// <summary>Stands in for what the stack says when it is asked.</summary>
    public const string Outputs = """
        {"workspaceName": "mlw", "workspaceId": "/w", "resourceGroupName": "rg", "location": "westeurope", "subscriptionId": "s",
        "trainingComputeName": "cpu-cluster"}
        """;

    /// <summary>Variables of the job.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Commands that were run, without the beginning that all have.</summary>
    public IReadOnlyList<string> Calls => !File.Exists(_folder.At("calls")) ? []
        : [.. File.ReadAllLines(_folder.At("calls"))
            .Select(line => line.Replace("dotnet run --project src/MlopsInfra.Cli -- ", "mlops ", StringComparison.Ordinal))];

    public string At(string path) => _folder.At(path);

    /// <summary>Puts a stand-in in the place of a program; its calls are kept.</summary>
    public void Program(string name, string script) =>
        _folder.WriteProgram(name, $"echo \"{name} $*\" >>{_folder.At("calls")}\n{script}", Variables);

    /// <summary>Writes a parameter file where the retired actions had it.</summary>
    public void Parameters(string file, string json) => _folder.Write($".cloud/.azure/{file}", json);

    /// <summary>Runs an action's command.</summary>
    public async Task<(int ExitCode, string Output, IReadOnlyDictionary<string, string> Outputs)> RunAsync(
        string action, params (string Name, string Value)[] inputs)
    {
        var composite = CompositeAction.Named(action);
        var file = _folder.At("outputs-of-the-step");
        await File.WriteAllTextAsync(file, "");
        var variables = new Dictionary<string, string>(CiVariables.GitHub(_folder.Summary)) { ["GITHUB_OUTPUT"] = file };
        foreach (var (name, value) in Variables) variables[name] = value;
        foreach (var (name, value) in composite.Environment(inputs.ToDictionary(each => each.Name, each => each.Value)))
            variables[name] = value;
        var (exitCode, output, error) = await _folder.RunAsync(composite.Command.Text("run")!, variables);
        return (exitCode, output + error, composite.Outputs(StepOutputs.Read(file)));
    }

    public void Dispose() => _folder.Dispose();
}
