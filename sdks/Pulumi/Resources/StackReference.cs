using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Reads the outputs of another stack: a read of a resource whose id is the stack's name (K1).</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base("pulumi:pulumi:StackReference", name, new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }), null)
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>A known null if there is no such output (K3).</summary>
    public Output<object?> GetOutput(Input<string> name) => Secretly(
        name, Output.Tuple(name.ToOutput(), Outputs)
            .Apply(both => both.Item2.TryGetValue(both.Item1, out var value) ? value : null));

    public Output<object> RequireOutput(Input<string> name) => Secretly(
        name, Output.Tuple(name.ToOutput(), Name, Outputs).Apply(all => all.Item3.TryGetValue(all.Item1, out var value)
            ? value
            : throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'.")));

    public async Task<object?> GetValueAsync(Input<string> name)
    {
        var data = await Deployment.WaitForAsync(GetOutput(name));
        return data.IsSecret ? throw SecretError("Get") : data.Value;
    }

    public async Task<object> RequireValueAsync(Input<string> name)
    {
        var data = await Deployment.WaitForAsync(RequireOutput(name));
        return data.IsSecret ? throw SecretError("Require") : data.Value;
    }

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await Deployment.WaitForAsync(GetOutput(name));
        return data.IsSecret
            ? new StackReferenceOutputDetails { SecretValue = data.Value }
            : new StackReferenceOutputDetails { Value = data.Value };
    }

    private static InvalidOperationException SecretError(string verb) => new(
        $"Cannot call '{verb}OutputValueAsync' if the referenced stack has secret outputs. Use '{verb}Output' instead.");

    /// <summary>Secret is what the stack names as secret, and nothing else (K3).</summary>
    private Output<T> Secretly<T>(Input<string> name, Output<T> output) => new(SecretlyAsync(name, output));

    private async ValueTask<OutputData<T>> SecretlyAsync<T>(Input<string> name, Output<T> output)
    {
        var data = await output.Data;
        var names = await SecretOutputNames.Data;
        var key = await name.ToOutput().Data;
        // An engine or a mock that leaves the list out makes this a NullReferenceException (K8, protocol R19).
        var isSecret = names.IsKnown && key.IsKnown ? names.Value.Contains(key.Value) : data.IsSecret;
        return new(data.Value, data.IsKnown, isSecret, data.Resources);
    }
}
