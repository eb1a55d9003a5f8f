using System.Collections.Concurrent;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>What <c>mlops local preview</c> writes of the committed stacks for other tools: each file once.</summary>
public sealed class StackTemplates : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _written = new(StringComparer.Ordinal);

    /// <summary>The ARM template for a subscription.</summary>
    public Task<string> NestedAsync(string stack) => FileAsync(stack, $"{stack}.json");

    /// <summary>The ARM template for a resource group.</summary>
    public Task<string> FlatAsync(string stack) => FileAsync(stack, $"{stack}.flat.json");

    /// <summary>The Bicep file.</summary>
    public Task<string> BicepAsync(string stack) => FileAsync(stack, $"{stack}.bicep");

    /// <inheritdoc/>
    public void Dispose() => _mlops.Dispose();

    private async Task<string> FileAsync(string stack, string file)
    {
        await _written.GetOrAdd(stack, name => new Lazy<Task>(() => WriteAsync(name))).Value;
        return Path.Combine(_mlops.Store, "files", file);
    }

    private async Task WriteAsync(string stack)
    {
        string File(string name) => Path.Combine(_mlops.Store, "files", name);
        (await _mlops.LocalAsync("preview", stack, "--arm-template", File($"{stack}.json"))).ExitsWith(0);
        (await _mlops.LocalAsync("preview", stack, "--arm-template", File($"{stack}.flat.json"), "--flat", "--bicep",
            File($"{stack}.bicep"))).ExitsWith(0);
    }
}
