# Coroutines and asynchronous generators: each await, async for and async with is a delegation.
async def waits(thing):
    return await thing


async def manages(manager, items):
    async with manager:
        async for item in items:
            yield item
