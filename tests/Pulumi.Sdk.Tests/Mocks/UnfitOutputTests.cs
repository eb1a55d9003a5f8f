using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Output properties that can not be: told as soon as the resource is made.</summary>
public sealed class UnfitOutputTests
{
    [Fact]
    public async Task N17_N18_N19_output_properties_of_unfit_types_are_refused_at_once() => await Run.UpdateAsync(
        new RecordingMocks(),
        () =>
        {
            var scalar = Assert.Throws<InvalidOperationException>(() => new LongResource("a"));
            Assert.StartsWith(
                $"[Output] {typeof(LongResource).FullName}.Big contains invalid type System.Int64. Allowed types are:",
                scalar.Message, StringComparison.Ordinal);
            var generic = Assert.Throws<InvalidOperationException>(() => new ListResource("b"));
            Assert.EndsWith(":\n    The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>",
                generic.Message, StringComparison.Ordinal);
            var getOnly = Assert.Throws<InvalidOperationException>(() => new GetOnlyResource("c"));
            Assert.Equal($"[Output] {typeof(GetOnlyResource).FullName}.Text did not have a 'set' method", getOnly.Message);
            var plain = Assert.Throws<RunException>(() => new PlainResource("d"));
            Assert.Equal("Output(s) 'text' have incorrect type. [Output] attributed properties must be instances of Output<T>.",
                plain.Message);
        });

    private sealed class LongResource(string name) : CustomResource("t:m:L", name, null, null, null)
    {
        [Output]
        public Output<long> Big { get; private set; } = null!;
    }

    private sealed class ListResource(string name) : CustomResource("t:m:L", name, null, null, null)
    {
        [Output]
        public Output<List<string>> List { get; private set; } = null!;
    }

    private sealed class GetOnlyResource(string name) : CustomResource("t:m:L", name, null, null, null)
    {
        [Output("text")]
        public Output<string> Text { get; } = null!;
    }

    private sealed class PlainResource(string name) : CustomResource("t:m:L", name, null, null, null)
    {
        [Output("text")]
        public string Text { get; private set; } = "";
    }
}
