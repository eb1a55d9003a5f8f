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
        var read = await ReadAsync(stack);

        Assert.Equal(stack, read.Environment);
        Assert.Equal($"rg-mlops-{stack}", read.ResourceGroupName);
        Assert.Equal(
            new DatastoreNames("training_data", "scoring_inputs", "predictions")
            {
                Labels = "labels", Feedback = "feedback", BatchInputs = "batch_inputs", Monitoring = "monitoring",
            },
            read.Datastores);
        Assert.StartsWith($"bep-mlops-{stack}-score-", read.BatchScoringEndpointName, StringComparison.Ordinal);
        Assert.NotEqual(read.BatchEndpointName, read.BatchScoringEndpointName);
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("qa", false)]
    [InlineData("prod", true)]
    public async Task Releases_read_which_parts_the_stack_has(string stack, bool isProduction)
    {
        var read = await ReadAsync(stack);

        Assert.Equal(isProduction, read.IsPrivate);
        Assert.Equal(isProduction, read.QaGroupName is null);
        Assert.Equal(isProduction, read.QaScoringUrl is null);
        Assert.Equal(isProduction, read.QaIdentityId is null);
        Assert.Equal(isProduction, read.OnlineEndpointName is not null);
        Assert.Equal(isProduction, read.ScoringComputeName is not null);
        Assert.Equal(isProduction, read.ScoringIdentityId is not null);
        Assert.Equal(isProduction, read.ScoringIdentityClientId is not null);
        Assert.Equal(isProduction, read.ReleaseSubnetId is not null);
        Assert.NotNull(read.ReleaseIdentityClientId);
        Assert.NotNull(read.ReleaseIdentityPrincipalId);
    }

    private static async Task<EnvironmentOutputs> ReadAsync(string stack)
    {
        var options = new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = stack };
        var (_, outputs) =
            await Deployment.TestAsync(new AzureMocks(), options, () => MlopsStack.DeclareAsync(StackFile.Read(stack), null));
        return EnvironmentOutputs.Parse(JsonSerializer.Serialize(await Resolve(outputs)));
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
