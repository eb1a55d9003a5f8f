using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: false));

    public static Output<T> CreateSecret<T>(T value) => new(new OutputData<T>(value, true, true, ResourceSet.Empty));

    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Output<T> value) => new(WithSecretnessAsync(value, isSecret: true));

    public static Output<T> Unsecret<T>(Output<T> output) => new(WithSecretnessAsync(output, isSecret: false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await Deployment.WaitForAsync(output)).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) =>
        new(AllAsync([.. inputs.Select(input => input.ToOutput())]));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => new(AllAsync(outputs));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => new(AllAsync([.. outputs]));

    /// <summary>Arguments may be outputs, inputs and plain values; formatted in the invariant culture (V7).</summary>
    public static Output<string> Format(FormattableString formattableString) => new(FormatAsync(formattableString));

    /// <summary>Secret if one is, unknown (and then default) if one is, in the order given (V6).</summary>
    internal static async ValueTask<OutputData<ImmutableArray<T>>> AllAsync<T>(IReadOnlyList<Output<T>> outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Count);
        var state = new OutputState();
        foreach (var output in outputs)
        {
            var data = await output.Data;
            state.Add(data);
            values.Add(data.Value);
        }
        return state.Complete(values.MoveToImmutable());
    }

    private static async ValueTask<OutputData<T>> FromTaskAsync<T>(Task<T> value, bool isSecret)
    {
        using var activity = Deployment.BeginActivity();
        return new(await value, true, isSecret, ResourceSet.Empty);
    }

    private static async ValueTask<OutputData<T>> WithSecretnessAsync<T>(Output<T> output, bool isSecret)
    {
        var data = await output.Data;
        return new(data.Value, data.IsKnown, isSecret, data.Resources);
    }

    private static async ValueTask<OutputData<string>> FormatAsync(FormattableString text)
    {
        var arguments = text.GetArguments();
        var values = new object?[arguments.Length];
        var state = new OutputState();
        for (var index = 0; index < arguments.Length; index++)
        {
            var output = arguments[index] as IOutput ?? (arguments[index] as IInput)?.ToUntypedOutput();
            if (output is null)
            {
                values[index] = arguments[index];
                continue;
            }
            var data = await output.GetUntypedDataAsync();
            state.Add(data);
            values[index] = data.Value;
        }
        return state.IsKnown
            ? state.Complete(string.Format(CultureInfo.InvariantCulture, text.Format, values))
            : state.Complete("");
    }
}
