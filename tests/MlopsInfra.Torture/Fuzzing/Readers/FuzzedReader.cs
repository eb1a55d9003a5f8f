using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A reader of the product, and what it is tortured with.</summary>
/// <param name="Name">What is read.</param>
/// <param name="Form">What it looks like.</param>
/// <param name="FindSeeds">Finds inputs that are right, or nearly so.</param>
/// <param name="Words">Words that mean something to it.</param>
/// <param name="Read">Reads an input, to the end of what the product does with it without being asked for more.</param>
/// <param name="Promises">Whether an exception is one that the reader's callers expect.</param>
internal sealed record FuzzedReader(string Name, InputForm Form, Func<IEnumerable<byte[]>> FindSeeds, IReadOnlyList<string> Words,
    Action<byte[]> Read, Func<Exception, bool> Promises)
{
    private List<byte[]>? _seeds;

    /// <summary>How large its part of all inputs is, compared with others. A slow reader has a small one.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Inputs that are right, or nearly so.</summary>
    public IReadOnlyList<byte[]> Seeds => _seeds ??= [.. FindSeeds()];

    /// <summary>A reader of text.</summary>
    public static FuzzedReader OfText(string name, IEnumerable<string> seeds, IReadOnlyList<string> words, Action<string> read,
        Func<Exception, bool> promises, InputForm form = InputForm.Text) =>
        new(name, form, () => seeds.Select(InputText.Bytes), words, input => read(InputText.Of(input)), promises);
}
