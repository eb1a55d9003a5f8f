using System.Collections.Immutable;

namespace Pulumi.Utilities;

public static class OutputUtilities
{
    /// <summary>The value is never seen (V17).</summary>
    public static Output<T> CreateUnknown<T>(T value) => new(new OutputData<T>(default!, false, false, ResourceSet.Empty));

    /// <summary>The factory is never called (V17).</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) =>
        new(new OutputData<T>(default!, false, false, ResourceSet.Empty));

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await Deployment.WaitForAsync(output)).IsKnown;

    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await Deployment.WaitForAsync(output)).Value;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await Deployment.WaitForAsync(output)).Resources;

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource) => new(WithDependencyAsync(output, resource));

    private static async ValueTask<OutputData<T>> WithDependencyAsync<T>(Output<T> output, Resource resource)
    {
        var data = await output.Data;
        return new(data.Value, data.IsKnown, data.IsSecret, data.Resources.Add(resource));
    }
}
