using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A preview reads the state while another process deploys: what was recorded once does not disappear.</summary>
public sealed class ReadingWhileWritingTests
{
    [Fact]
    public async Task Whoever_reads_again_finds_what_was_there_before_and_more()
    {
        using var stack = new TestStack();
        var writing = Task.Run(async () =>
        {
            for (var count = 1; count <= 40; count++)
            {
                var names = Enumerable.Range(0, count).Select(number => $"r{number}").ToList();
                await stack.MustUpAsync(program => Task.WhenAll(names.Select(name => program.CustomAsync(name))));
            }
        });
        var (most, reads) = (0, 0);
        while (!writing.IsCompleted)
        {
            var resources = await stack.Stack.ReadResourcesAsync(TestContext.Current.CancellationToken);
            Assert.InRange(resources.Count, most, int.MaxValue);
            Assert.Equal(resources.Count, resources.Select(resource => resource.Urn).Distinct().Count());
            (most, reads) = (resources.Count, reads + 1);
        }

        await writing;
        Assert.InRange(reads, 10, int.MaxValue);
    }
}
