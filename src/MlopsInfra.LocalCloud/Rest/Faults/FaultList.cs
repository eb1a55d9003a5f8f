namespace MlopsInfra.LocalCloud.Rest.Faults;

/// <summary>The faults of a server, asked in the order they were added. Safe to change while requests run.</summary>
public sealed class FaultList
{
    private readonly Lock _lock = new();
    private volatile Fault[] _faults = [];

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock) _faults = [.. _faults, fault];
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_lock) _faults = [];
    }

    internal Fault? Take(RequestInfo request) => _faults.FirstOrDefault(fault => fault.Take(request));
}
