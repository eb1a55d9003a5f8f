namespace Pulumi;

public class Input<T> : IInput
{
    private readonly T plain;
    private readonly Output<T>? output;

    private protected Input(T plain) => this.plain = plain;

    private protected Input(Output<T>? output)
    {
        ArgumentNullException.ThrowIfNull(output, "outputValue");
        plain = default!;
        this.output = output;
    }

    /// <summary>Lists and maps, which are made of parts, keep neither a plain value nor an output here.</summary>
    private protected Input() => plain = default!;

    public static implicit operator Input<T>(T value) => new(value);

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.AsOutput();

    internal virtual Output<T> AsOutput() => output ?? new Output<T>(OutputData<T>.Known(plain));

    internal virtual ValueTask<OutputData<object?>> GetPartsAsync() =>
        output is null ? new(OutputData<object?>.Known(plain)) : output.GetUntypedDataAsync();

    IOutput IInput.ToUntypedOutput() => AsOutput();

    ValueTask<OutputData<object?>> IInput.GetPartsAsync() => GetPartsAsync();
}
