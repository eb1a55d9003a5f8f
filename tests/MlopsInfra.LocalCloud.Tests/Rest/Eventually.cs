namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Waits for what the local cloud does in the background.</summary>
internal static class Eventually
{
    /// <summary>Looks again and again, for a minute at most, until there is something.</summary>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!patience.IsCancellationRequested)
        {
            if (await look() is { } found) return found;
            await Task.Delay(20);
        }

        throw new TimeoutException("It did not happen.");
    }
}
