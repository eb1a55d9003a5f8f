namespace Pulumi;

/// <summary>The registrations that are under way.</summary>
internal sealed class RegistrationSet
{
    private readonly Dictionary<Task, Resource> _active = [];

    /// <summary>The resources that are not registered yet.</summary>
    public IReadOnlyList<Resource> Resources
    {
        get
        {
            lock (_active)
                return [.. _active.Values];
        }
    }

    public void Add(Task registration, Resource resource)
    {
        if (registration.IsCompleted)
            return;
        lock (_active)
            _active.Add(registration, resource);
        registration.ContinueWith(Remove, TaskScheduler.Default);
    }

    public async Task WhenIdleAsync()
    {
        while (Snapshot() is { Length: > 0 } tasks)
        {
            await Task.WhenAll(tasks);
            foreach (var task in tasks)
                Remove(task);
        }
    }

    private Task[] Snapshot()
    {
        lock (_active)
            return [.. _active.Keys];
    }

    private void Remove(Task registration)
    {
        lock (_active)
            _active.Remove(registration);
    }
}
