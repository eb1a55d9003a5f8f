namespace Pulumi;

public class Input<T> : IInput
{
    private readonly T _plain;
    private readonly Output<T>? _output;

    private protected Input(T plain) => _plain = plain;

    private protected Input(Output<T>? output)
    {
        ArgumentNullException.ThrowIfNull(output, "outputValue");
        _plain = default!;
        _output = output;
    }

    /// <summary>Lists and maps, which are made of parts, keep neither a plain value nor an output here.</summary>
    private protected Input() => _plain = default!;

    public static implicit operator Input<T>(T value) => new(value);

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.AsOutput();

    internal virtual Output<T> AsOutput() => _output ?? new Output<T>(OutputData<T>.Known(_plain));

    internal virtual ValueTask<OutputData<object?>> GetPartsAsync() =>
        _output is null ? new(OutputData<object?>.Known(_plain)) : _output.GetUntypedDataAsync();

    IOutput IInput.ToUntypedOutput() => AsOutput();

    ValueTask<OutputData<object?>> IInput.GetPartsAsync() => GetPartsAsync();
}
