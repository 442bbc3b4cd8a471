import { asChild } from '../wire/child'
import { attack, type Damage, type Orders } from './attack'

asChild<Orders, Damage, Damage>((orders, say) => attack(orders, say))
