namespace Pulumi;

/// <summary>An <see cref="Input{T}"/> of any type.</summary>
internal interface IInput
{
    /// <summary>The input as an output: unknown if any part of it is (L6).</summary>
    IOutput ToUntypedOutput();

    /// <summary>
    /// The input for the wire, where an unknown or secret element is marked in its own place (V4, V5 of the protocol):
    /// lists and maps give an <see cref="object"/> list or dictionary whose elements may be inputs themselves.
    /// </summary>
    ValueTask<OutputData<object?>> GetPartsAsync();
}
