namespace Pulumi;

/// <summary>The registrations that are under way.</summary>
internal sealed class RegistrationSet
{
    private readonly HashSet<Task> active = [];

    public void Add(Task registration)
    {
        if (registration.IsCompleted)
            return;
        lock (active)
            active.Add(registration);
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
        lock (active)
            return [.. active];
    }

    private void Remove(Task registration)
    {
        lock (active)
            active.Remove(registration);
    }
}
