using System.Text.Json;
using MlopsInfra.Contract;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace MlopsInfra.Stacks.Tests;

public sealed class StackOutputsTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task The_outputs_are_what_the_post_deploy_step_reads_and_none_is_secret(string stack)
    {
        var options = new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = stack };
        var (_, outputs) =
            await Deployment.TestAsync(new AzureMocks(), options, () => MlopsStack.DeclareAsync(StackFile.Read(stack), null));
        var json = JsonSerializer.Serialize(await Resolve(outputs));

        var read = EnvironmentOutputs.Parse(json);

        Assert.Equal(stack, read.Environment);
        Assert.Equal($"rg-mlops-{stack}", read.ResourceGroupName);
        Assert.Equal(new DatastoreNames("training_data", "scoring_inputs", "predictions"), read.Datastores);
    }

    private static async Task<Dictionary<string, object?>> Resolve(IDictionary<string, object?> outputs)
    {
        var resolved = new Dictionary<string, object?>();
        foreach (var (name, value) in outputs) resolved[name] = await Resolve(value);
        return resolved;
    }

    private static async Task<object?> Resolve(object? value)
    {
        if (value is IDictionary<string, object?> map) return await Resolve(map);
        if (value is not Output<string> output) return value;
        Assert.False(await Output.IsSecretAsync(output));
        return await OutputUtilities.GetValueAsync(output);
    }
}
