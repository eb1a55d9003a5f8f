namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>One clone for several tests, made when the first of them wants it: its build is what takes time.</summary>
public sealed class SharedClone : IDisposable
{
    private Clone? _clone;

    internal async Task<Clone> GetAsync() => _clone ??= await Clone.CreateAsync();

    public void Dispose() => _clone?.Dispose();
}
